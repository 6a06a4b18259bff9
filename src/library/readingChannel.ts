/** How far the library is read is told on this channel. */
export const readingChannel = 'fleuron:reading';

export interface Reading {
  /** How many chapter files are read, and how many there are. */
  read: number;
  files: number;
}
