import { constant } from "postgraphile/grafast";
import { extendSchema, gql } from "postgraphile/utils";

import { describeTables } from "./registry.mjs";

/** The root field `_meta`: the PostgreSQL names behind the GraphQL ones. */
export const MetaPlugin = extendSchema((build) => ({
  typeDefs: gql`
    extend type Query {
      _meta: MetaSchema
    }

    type MetaSchema {
      tables: [MetaTable!]!
    }

    type MetaTable {
      name: String!
      tableName: String!
      schemaName: String!
      fields: [MetaField!]!
      constraints: MetaConstraints!
      foreignKeyConstraints: [MetaForeignKeyConstraint!]!
      primaryKeyConstraints: [MetaPrimaryKeyConstraint!]!
      uniqueConstraints: [MetaUniqueConstraint!]!
      inflection: MetaInflection!
      query: MetaQuery!
    }

    type MetaField {
      name: String!
      columnName: String!
      type: MetaType!
      isNotNull: Boolean!
      hasDefault: Boolean!
      isPrimaryKey: Boolean!
      isForeignKey: Boolean!
      enumValues: MetaEnum
    }

    type MetaType {
      pgType: String!
      gqlType: String!
      isArray: Boolean!
      isNotNull: Boolean
      hasDefault: Boolean
      subtype: String
    }

    type MetaEnum {
      name: String!
      values: [String!]!
    }

    type MetaConstraints {
      primaryKey: MetaPrimaryKeyConstraint
      unique: [MetaUniqueConstraint!]!
      foreignKey: [MetaForeignKeyConstraint!]!
    }

    type MetaPrimaryKeyConstraint {
      name: String!
      fields: [MetaField!]!
    }

    type MetaUniqueConstraint {
      name: String!
      fields: [MetaField!]!
    }

    type MetaForeignKeyConstraint {
      name: String!
      fields: [MetaField!]!
      referencedTable: String!
      referencedFields: [String!]!
      refTable: MetaRefTable
    }

    type MetaRefTable {
      name: String!
    }

    type MetaInflection {
      tableType: String!
      allRows: String!
      connection: String!
      edge: String!
      filterType: String
      orderByType: String!
      patchType: String
    }

    type MetaQuery {
      all: String
      one: String
    }
  `,
  objects: {
    Query: {
      plans: {
        _meta: () => constant({ tables: describeTables(build) }),
      },
    },
  },
}), "MetaPlugin");
