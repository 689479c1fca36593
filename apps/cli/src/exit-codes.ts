/** What the process tells its caller. */
export const exitCodes = {
  /** The work is done. */
  done: 0,
  /** The work failed, or a check did not hold. */
  failed: 1,
  /** The arguments are wrong. */
  usage: 2,
  /** Ctrl-C: the work was stopped and can be resumed. */
  interrupted: 130,
} as const;
