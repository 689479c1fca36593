import { listDevices } from "@erlangen/backends/devices";
import { Command } from "commander";
import { withGlobalOptions, type GlobalOptions } from "../global-options.ts";
import { processOutput, textTable } from "../output.ts";

/** `erlangen devices`: what can run here, and why not. */
export function devicesCommand(): Command {
  return withGlobalOptions(
    new Command("devices").description("list what can run here, and why the rest cannot"),
  ).action(async ({ json }: GlobalOptions) => {
    const output = processOutput(json);
    const devices = await listDevices();
    output.print(
      textTable(
        devices.map(({ name, available, reason, detail }) => [
          name,
          available ? "yes" : "no",
          available ? detail : (reason ?? ""),
        ]),
        "left",
      ),
    );
    output.result({ devices });
  });
}
