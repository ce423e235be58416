/*
<pgmi-meta id="1b1d7a3e-52a0-4d0f-9d54-3f0f5a1c9e02" idempotent="false">
    <description>Accounts are found by their address</description>
    <sortKeys><key>1/002</key></sortKeys>
</pgmi-meta>
*/
ALTER TABLE app.account ADD COLUMN email text;
CREATE UNIQUE INDEX account_email ON app.account (lower(email));
