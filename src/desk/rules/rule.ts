/** What a rule of the content is. */

export type Level = 'error' | 'warning';

export interface Rule {
  /** Permanent: a code keeps its meaning for ever, and one that is given up is not used again. */
  readonly code: `POSTERN-${'A' | 'D' | 'E' | 'F' | 'K' | 'P' | 'R' | 'S'}${number}`;
  /** An error stops a build; a warning is printed. */
  readonly level: Level;
  readonly asks: string;
}
