#!/usr/bin/env bash
# Run once, by the image of PostgreSQL, when its data folder is new: the two roles and the portal's database.
# The owner migrates; the application can neither change a table nor rewrite an audit row.
set -euo pipefail

psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN PASSWORD :'app_password';
CREATE DATABASE portal OWNER portal_owner TEMPLATE template0;
SQL
