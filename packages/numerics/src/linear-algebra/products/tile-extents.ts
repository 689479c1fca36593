/** Rows and columns of a tile of C: all its sums stay in registers. */
export const tileRows = 2;
export const tileColumns = 8;
