/** Said where a part of the form could not be fetched. */
export const notLoaded =
  'A part of this page could not be loaded. What you typed is still here: check the connection and try again.';
