export { listDevices } from "./list-devices.ts";
export type { Device, ListDevicesOptions } from "./list-devices.ts";
export { useDevice } from "./use-device.ts";
export type { UseDeviceOptions } from "./use-device.ts";
