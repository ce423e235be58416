/** English has `schemata`, the platform says `schemas`. */
const SCHEMA = /(schema)(?:s|ta)?$/i;

/** `schema_id` names `schema`; a column without the suffix names no relation. */
function relationStem(attributes) {
  const [attribute] = attributes;
  return attributes.length === 1 && attribute.endsWith("_id") ? attribute.slice(0, -"_id".length) : null;
}

function relationOf({ registry, codec, relationName }) {
  return registry.pgRelations[codec.name][relationName];
}

/** The name of a backward relation: bare where the foreign column is named after this table, else with its columns. */
function backward(inflection, details, name) {
  const { remoteResource, remoteAttributes } = relationOf(details);
  const here = inflection.camelCase(inflection.tableType(details.codec));
  const stem = relationStem(remoteAttributes);
  if (stem !== null && inflection.camelCase(stem) === here) return inflection.camelCase(name);
  const columns = inflection._joinAttributeNames(remoteResource.codec, remoteAttributes);
  return inflection.camelCase(`${name}-by-${columns}`);
}

/** Constructive's inflection, as its answers show it. */
export const NamingPlugin = {
  name: "NamingPlugin",
  version: "1.0.0",
  inflection: {
    replace: {
      pluralize: (previous, _options, word) =>
        SCHEMA.test(word) ? word.replace(SCHEMA, "$1s") : previous(word),

      _schemaPrefix: () => "",

      enumValue(previous, _options, value, codec) {
        return this.constantCase(previous(value, codec));
      },

      _attributeName: (previous, _options, details) => previous({ ...details, skipRowId: true }),

      _allRows(_previous, _options, resource) {
        return this.camelCase(this.pluralize(this._singularizedResourceName(resource)));
      },

      _singleRelationRaw(_previous, _options, details) {
        const { localAttributes, remoteResource } = relationOf(details);
        return relationStem(localAttributes) ?? this.tableType(remoteResource.codec);
      },

      _singleRelationBackwardsRaw(_previous, _options, details) {
        return backward(this, details, this.tableType(relationOf(details).remoteResource.codec));
      },

      _manyRelationRaw(_previous, _options, details) {
        return backward(this, details, this.pluralize(this.tableType(relationOf(details).remoteResource.codec)));
      },
    },
  },
};
