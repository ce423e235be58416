/*
<pgmi-meta id="1b1d7a3e-52a0-4d0f-9d54-3f0f5a1c9e01" idempotent="false">
    <description>Accounts</description>
    <sortKeys><key>1/001</key></sortKeys>
</pgmi-meta>
*/
CREATE SCHEMA app;

CREATE TABLE app.account (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (name <> '')
);
