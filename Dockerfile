# One image for web, worker, beat and migrating: docker-compose.yml says which container does what.

FROM node:22-slim AS front
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci
COPY static static
RUN npm run build

FROM python:3.13-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir 'uv>=0.9,<1'
WORKDIR /portal
COPY requirements.lock ./
RUN uv venv /opt/portal \
    && VIRTUAL_ENV=/opt/portal uv pip sync --require-hashes --compile-bytecode --no-cache requirements.lock
ENV PATH=/opt/portal/bin:$PATH HASHED_STATIC=1
COPY . .
COPY --from=front /portal/static/built static/built
# The settings want these named; neither command opens a connection.
RUN export SECRET_KEY=build DATABASE_URL=postgresql://build@localhost/build REDIS_URL=redis://localhost/0 \
    && python manage.py compilemessages \
    && python manage.py collectstatic --no-input \
    && python -m compileall -q .

FROM python:3.13-slim
# What WeasyPrint draws the data pack with.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home portal \
    && install -d -o portal -g portal /files
COPY --from=build /opt/portal /opt/portal
COPY --from=build /portal /portal
WORKDIR /portal
# A thread waits for the database most of its time and holds one connection: workers × threads of them.
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HASHED_STATIC=1 \
    FILES_DIR=/files \
    GRANIAN_WORKERS=2 \
    GRANIAN_BLOCKING_THREADS=4
USER portal
VOLUME /files
EXPOSE 8000
# ALLOWED_HOSTS has to hold 127.0.0.1 for this to be answered.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--respawn-failed-workers", "--workers-kill-timeout", "10", "csc_portal.wsgi:application"]
