import fc from "fast-check";

// One seed for every property, so that a run can be repeated.
fc.configureGlobal({ seed: 20_110 });

export { fc };
