// Lays out a pgpm workspace, and deploys, verifies or reverts one of its modules through @pgpmjs/core.
//
//   node modules.mjs workspace --workspace DIR [--scope @pgpm …] [--deploy-only]
//   node modules.mjs deploy|verify|revert --workspace DIR --module NAME    (PGHOST, PGPORT, PGUSER, PGDATABASE)

import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { connection } from "./connection.mjs";

const ACTIONS = ["deploy", "verify", "revert"];
const INSTALLED = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

/** What a module that is deployed, and neither verified nor reverted, can do without: two files of three. */
const SPARED = ["__tests__", "revert", "sql", "verify"];

/** Copies the published modules of npm scopes beside an empty `packages/`: deployers want them inside the workspace. */
function layOut(workspace, scopes, deployOnly) {
  mkdirSync(join(workspace, "packages"), { recursive: true });
  for (const scope of scopes) {
    for (const name of readdirSync(join(INSTALLED, scope))) {
      const [module, copy] = [join(INSTALLED, scope, name), join(workspace, "extensions", scope, name)];
      const filter = (source) => !(deployOnly && SPARED.includes(relative(module, source)));
      cpSync(module, copy, { recursive: true, dereference: true, filter });
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
    "deploy-only": { type: "boolean", default: false },
  },
});
const [action] = positionals;

if (action === "workspace" && values.workspace) {
  layOut(values.workspace, values.scope, values["deploy-only"]);
} else if (ACTIONS.includes(action) && values.workspace && values.module) {
  await act(action, values.workspace, values.module);
} else {
  console.error("usage: modules.mjs workspace|deploy|verify|revert --workspace DIR [--module NAME]");
  process.exitCode = 2;
}
