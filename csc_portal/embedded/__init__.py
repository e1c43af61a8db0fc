"""PostgreSQL, Valkey, web, worker and beat as children of one supervisor: `make demo` needs no service.

`setup` runs before anything is installed and knows only the standard library. `home` is a folder that one
start at a time may use. `processes` are children and what a killed run left of them. `postgres` and
`valkey` are the two servers, `services` both of them, or those that DATABASE_URL and REDIS_URL name.
`supervisor` watches. `demo`, `command` and `suite` are what a person asks for.
"""
