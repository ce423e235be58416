// Lays out a pgpm workspace, and deploys, verifies or reverts one of its modules through @pgpmjs/core.
//
//   node modules.mjs workspace --workspace DIR
//   node modules.mjs deploy|verify|revert --workspace DIR --module NAME    (PGHOST, PGPORT, PGUSER, PGDATABASE)

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { connection } from "./connection.mjs";

const ACTIONS = ["deploy", "verify", "revert"];
const WORKSPACE = { packages: ["extensions/@pgpm/*", "packages/*"] };

/** Copies the published modules beside an empty `packages/`: the deployer wants them inside the workspace. */
function layOut(workspace) {
  const published = join(dirname(fileURLToPath(import.meta.url)), "node_modules", "@pgpm");
  const extensions = join(workspace, "extensions", "@pgpm");
  mkdirSync(join(workspace, "packages"), { recursive: true });
  for (const name of readdirSync(published)) {
    cpSync(join(published, name), join(extensions, name), { recursive: true, dereference: true });
  }
  writeFileSync(join(workspace, "pgpm.json"), `${JSON.stringify(WORKSPACE, null, 2)}\n`);
}

async function act(action, workspace, module) {
  const require = createRequire(import.meta.url);
  const { PgpmPackage } = require("@pgpmjs/core");
  const { teardownPgPools } = require("pg-cache");
  const options = {
    pg: connection(process.env),
    deployment: { useTx: true, fast: false, usePlan: true, logOnly: false },
  };
  const started = performance.now();
  try {
    await new PgpmPackage(workspace)[action](options, module, true);
    console.log(`took ${(performance.now() - started) / 1000}`);
  } finally {
    await teardownPgPools();
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { workspace: { type: "string" }, module: { type: "string" } },
});
const [action] = positionals;

if (action === "workspace" && values.workspace) {
  layOut(values.workspace);
} else if (ACTIONS.includes(action) && values.workspace && values.module) {
  await act(action, values.workspace, values.module);
} else {
  console.error("usage: modules.mjs workspace|deploy|verify|revert --workspace DIR [--module NAME]");
  process.exitCode = 2;
}
