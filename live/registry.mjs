// What the registry of a built schema knows of its tables, in the shape that `_meta` answers with.

const joined = (codec, columns, suffix) => `${codec.name}_${columns.join("_")}_${suffix}`;

/** The innermost codec of an array or a domain. */
function elementOf(codec) {
  return codec.arrayOfCodec ?? codec;
}

function describeType(build, attribute) {
  const { codec } = attribute;
  const element = elementOf(codec);
  return {
    pgType: codec.name,
    gqlType: build.getGraphQLTypeNameByPgCodec(element, "output"),
    isArray: Boolean(codec.arrayOfCodec),
    isNotNull: Boolean(attribute.notNull),
    hasDefault: Boolean(attribute.hasDefault),
    subtype: null,
  };
}

function describeEnum(attribute) {
  const element = elementOf(attribute.codec);
  if (!element.values) return null;
  return { name: element.name, values: element.values.map(({ value }) => value) };
}

function describeField(build, codec, columnName, keys) {
  const attribute = codec.attributes[columnName];
  const type = describeType(build, attribute);
  return {
    name: build.inflection.attribute({ codec, attributeName: columnName }),
    columnName,
    type,
    isNotNull: type.isNotNull,
    hasDefault: type.hasDefault,
    isPrimaryKey: keys.primary.has(columnName),
    isForeignKey: keys.foreign.has(columnName),
    enumValues: describeEnum(attribute),
  };
}

function describeForeignKey(build, codec, relation, pick) {
  const { localAttributes, remoteAttributes, remoteResource } = relation;
  const tableType = build.inflection.tableType(remoteResource.codec);
  return {
    name: joined(codec, localAttributes, "fkey"),
    fields: pick(localAttributes),
    referencedTable: tableType,
    referencedFields: remoteAttributes,
    refTable: { name: tableType },
  };
}

function describeConstraints(build, resource, foreignKeys, pick) {
  const { codec, uniques } = resource;
  const primary = uniques.filter(({ isPrimary }) => isPrimary);
  const others = uniques.filter(({ isPrimary }) => !isPrimary);
  const primaryKeyConstraints = primary.map(({ attributes }) => ({
    name: `${codec.name}_pkey`,
    fields: pick(attributes),
  }));
  const uniqueConstraints = others.map(({ attributes }) => ({
    name: joined(codec, attributes, "key"),
    fields: pick(attributes),
  }));
  const foreignKeyConstraints = foreignKeys.map((relation) => describeForeignKey(build, codec, relation, pick));
  return {
    primaryKeyConstraints,
    uniqueConstraints,
    foreignKeyConstraints,
    constraints: {
      primaryKey: primaryKeyConstraints[0] ?? null,
      unique: uniqueConstraints,
      foreignKey: foreignKeyConstraints,
    },
  };
}

function describeInflection(inflection, resource) {
  const tableType = inflection.tableType(resource.codec);
  return {
    tableType,
    allRows: inflection.allRowsConnection(resource),
    connection: inflection.tableConnectionType(resource.codec),
    edge: inflection.tableEdgeType(resource.codec),
    // Without a filter plugin there is none.
    filterType: inflection.filterType?.(tableType) ?? null,
    orderByType: inflection.orderByType(tableType),
    patchType: inflection.patchType(tableType),
  };
}

function describeTable(build, resource) {
  const { codec } = resource;
  const foreignKeys = Object.values(resource.getRelations()).filter(({ isReferencee }) => !isReferencee);
  const keys = {
    primary: new Set(resource.uniques.filter(({ isPrimary }) => isPrimary).flatMap(({ attributes }) => attributes)),
    foreign: new Set(foreignKeys.flatMap(({ localAttributes }) => localAttributes)),
  };
  const fields = Object.keys(codec.attributes).map((column) => describeField(build, codec, column, keys));
  const pick = (columns) => columns.map((column) => fields.find(({ columnName }) => columnName === column));
  return {
    name: build.inflection.tableType(codec),
    tableName: codec.extensions.pg.name,
    schemaName: codec.extensions.pg.schemaName,
    fields,
    query: { all: build.inflection.allRowsConnection(resource), one: null },
    inflection: describeInflection(build.inflection, resource),
    ...describeConstraints(build, resource, foreignKeys, pick),
  };
}

/** Every table that the schema serves a connection for. */
export function describeTables(build) {
  return Object.values(build.input.pgRegistry.pgResources)
    .filter((resource) => !resource.parameters && resource.codec.attributes)
    .filter((resource) => build.behavior.pgResourceMatches(resource, "query:resource:connection"))
    .map((resource) => describeTable(build, resource));
}
