export { qr } from "./qr.ts";
export type { QrFactors } from "./qr.ts";
