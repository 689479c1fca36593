export {
  atomicMass,
  atomicNumber,
  elementSymbol,
  elementSymbols,
  isElementSymbol,
  largestAtomicNumber,
} from "./elements.ts";
