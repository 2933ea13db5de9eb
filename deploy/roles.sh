#!/bin/sh
# The two roles and the database, when the database's volume is new.
set -eu
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -U postgres <<'SQL'
CREATE ROLE fifteen_owner LOGIN PASSWORD :'owner';
CREATE ROLE fifteen_app LOGIN PASSWORD :'app';
CREATE DATABASE fifteen OWNER fifteen_owner TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
SQL
