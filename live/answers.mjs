// What a real server answers for the rows of tests/answers/tables.sql: the nodes of each table, a line each.
//
//   node answers.mjs > ../tests/answers/served.json      (PGHOST, PGPORT, PGUSER, PGDATABASE: a database with them)

import { createServer } from "node:http";

import { postgraphile } from "postgraphile";
import { grafserv } from "postgraphile/grafserv/node";
import { getNamedType, isObjectType } from "postgraphile/graphql";

import { connectionString } from "./connection.mjs";
import { preset } from "./preset.mjs";

const META = "{ _meta { tables { tableName query { all } inflection { tableType } fields { name columnName } } } }";

/** A field with all parts of its value. */
function selection(field) {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return field.name;
  return `${field.name} { ${Object.values(type.getFields()).map(selection).join(" ")} }`;
}

/** The nodes of an answer, with every number as the server wrote it. */
function nodesOf(answer) {
  const [, nodes] = /^\{"data":\{"\w+":\{"nodes":(\[.*\])\}\}\}$/su.exec(answer) ?? [];
  if (nodes === undefined) throw new Error(answer);
  return nodes;
}

async function main() {
  const graphqlPath = "/graphql";
  const instance = postgraphile(
    preset({ connectionString: connectionString(process.env), schemas: ["app"], graphqlPath }),
  );
  const { schema } = await instance.getSchemaResult();
  const server = createServer(instance.createServ(grafserv).createHandler());
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const ask = async (query) => {
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) };
    const response = await fetch(`http://127.0.0.1:${server.address().port}${graphqlPath}`, request);
    return response.text();
  };
  const { tables } = JSON.parse(await ask(META)).data._meta;
  const answers = [];
  for (const { tableName, query, inflection, fields } of tables) {
    const types = schema.getType(inflection.tableType).getFields();
    const columns = fields.map(({ name }) => selection(types[name])).join(" ");
    const nodes = nodesOf(await ask(`{ ${query.all}(orderBy: [PRIMARY_KEY_ASC]) { nodes { ${columns} } } }`));
    answers.push(`${JSON.stringify(tableName)}: ${nodes}`);
  }
  console.log(`{\n${answers.join(",\n")}\n}`);
  server.closeAllConnections();
  server.close();
  await instance.release();
}

await main();
