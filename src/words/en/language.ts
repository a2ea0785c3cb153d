/** The language of this catalogue, as a tag of BCP 47: the name of its folder. */

export const language = 'en';
