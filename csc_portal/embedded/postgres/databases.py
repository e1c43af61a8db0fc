"""Two roles, one that owns and migrates and one that the portal works as, and a database for each purpose."""

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection

from csc_portal.embedded.home import Home

SUPERUSER = "portal_superuser"
OWNER = "portal_owner"
APPLICATION = "portal_app"


def connect(home: Home, port: int, database: str) -> connection:
    made: connection = psycopg2.connect(
        host="127.0.0.1",
        port=port,
        dbname=database,
        user=SUPERUSER,
        password=home.secret(SUPERUSER),
        connect_timeout=5,
    )
    made.autocommit = True
    return made


def url(home: Home, port: int, role: str, database: str) -> str:
    return f"postgresql://{role}:{home.secret(role)}@127.0.0.1:{port}/{database}"


def ensure_roles(home: Home, port: int) -> None:
    """The owner may take the application's part (SET ROLE), which is how tests see what that may not do."""
    opened = connect(home, port, "postgres")
    with opened.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname IN %s", [(OWNER, APPLICATION)])
        known = {name for (name,) in cursor.fetchall()}
        for role, rights in ((OWNER, "CREATEDB"), (APPLICATION, "NOCREATEDB")):
            if role not in known:
                cursor.execute(
                    sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD %s").format(
                        sql.Identifier(role), sql.SQL(rights)
                    ),
                    [home.secret(role)],
                )
        cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER)))
    opened.close()


def ensure_database(home: Home, port: int, name: str) -> bool:
    """Whether it had to be made."""
    opened = connect(home, port, "postgres")
    with opened.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        missing = cursor.fetchone() is None
        if missing:
            cursor.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(name), sql.Identifier(OWNER)
                )
            )
    opened.close()
    return missing
