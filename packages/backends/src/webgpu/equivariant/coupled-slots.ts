/** The slots that couplings join. */
export const coupledSlots = ["left", "right", "output"] as const;
export type CoupledSlot = (typeof coupledSlots)[number];

/** The letter of a slot's component in a coupling. */
export const componentOf = { left: "i", right: "j", output: "k" } as const;

/** The name of a slot's channel in a shader. */
export const channelOf = { left: "u", right: "v", output: "w" } as const;
