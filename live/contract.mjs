// What PostGraphile would answer to introspection and to `_meta`, read from a preset without serving anything: two
// files for `typeferry schema pull --introspection introspection.json --meta meta.json`.
//
//   node contract.mjs PRESET.mjs FOLDER        PRESET.mjs exports the preset as its default, as graphile.config.mjs does

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { makeSchema } from "postgraphile";
import { grafast } from "postgraphile/grafast";
import { getIntrospectionQuery } from "postgraphile/graphql";

import { MetaPlugin } from "./meta.mjs";

const META = `{
  _meta {
    tables {
      tableName
      schemaName
      fields { name columnName hasDefault type { pgType gqlType isArray } enumValues { name values } }
      query { all }
      inflection { tableType connection }
      primaryKeyConstraints { fields { name columnName } }
      foreignKeyConstraints { fields { name columnName } referencedTable referencedFields }
    }
  }
}`;

async function answers(preset) {
  const { schema, resolvedPreset } = await makeSchema({ extends: [preset], plugins: [MetaPlugin] });
  const ask = (source) => grafast({ schema, source, resolvedPreset });
  const answered = { introspection: await ask(getIntrospectionQuery({ descriptions: false })), meta: await ask(META) };
  await Promise.all((resolvedPreset.pgServices ?? []).map((service) => service.release?.()));
  return answered;
}

const [presetFile, folder] = process.argv.slice(2);
if (!folder) throw new Error("node contract.mjs PRESET.mjs FOLDER");
const { default: preset } = await import(pathToFileURL(resolve(presetFile)));
await mkdir(folder, { recursive: true });
for (const [name, answer] of Object.entries(await answers(preset))) {
  if (answer.errors) throw new Error(`${name}: ${answer.errors[0].message}`);
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(answer)}\n`);
}
