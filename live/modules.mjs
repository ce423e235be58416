// Lays out a pgpm workspace, and deploys, verifies or reverts one of its modules through @pgpmjs/core.
//
//   node modules.mjs workspace --workspace DIR [--scope @pgpm …]            the published modules of these npm scopes
//   node modules.mjs deploy|verify|revert --workspace DIR --module NAME    (PGHOST, PGPORT, PGUSER, PGDATABASE)

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { connection } from "./connection.mjs";

const ACTIONS = ["deploy", "verify", "revert"];
const INSTALLED = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

/** Copies the published modules beside an empty `packages/`: the deployer wants them inside the workspace. */
function layOut(workspace, scopes) {
  mkdirSync(join(workspace, "packages"), { recursive: true });
  for (const scope of scopes) {
    for (const name of readdirSync(join(INSTALLED, scope))) {
      const module = join(workspace, "extensions", scope, name);
      cpSync(join(INSTALLED, scope, name), module, { recursive: true, dereference: true });
    }
  }
  const packages = [...scopes.map((scope) => `extensions/${scope}/*`), "packages/*"];
  writeFileSync(join(workspace, "pgpm.json"), `${JSON.stringify({ packages }, null, 2)}\n`);
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
  options: {
    workspace: { type: "string" },
    module: { type: "string" },
    scope: { type: "string", multiple: true, default: ["@pgpm"] },
  },
});
const [action] = positionals;

if (action === "workspace" && values.workspace) {
  layOut(values.workspace, values.scope);
} else if (ACTIONS.includes(action) && values.workspace && values.module) {
  await act(action, values.workspace, values.module);
} else {
  console.error("usage: modules.mjs workspace|deploy|verify|revert --workspace DIR [--scope SCOPE …] [--module NAME]");
  process.exitCode = 2;
}
