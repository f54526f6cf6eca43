FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    DATABASE_URL=sqlite+aiosqlite:////data/nastavnik.db

WORKDIR /app

RUN useradd --system --uid 10001 --no-create-home bot \
    && mkdir -p /data \
    && chown bot /data

# Packages change less often than the code, so they have a layer of their own.
COPY requirements/runtime.lock requirements/runtime.lock
RUN pip install --quiet --disable-pip-version-check --no-cache-dir \
        --require-hashes --no-deps --only-binary :all: -r requirements/runtime.lock

COPY bot bot
COPY mentoring mentoring
COPY usecases usecases
COPY storage storage
COPY documents documents
COPY sandbox sandbox
COPY config config
# The bot's user may not write here, so the byte code is made now: a start is a second quicker.
RUN python -m compileall -q .

USER bot
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s CMD ["python", "-m", "bot", "check", "--json"]
CMD ["python", "-m", "bot", "run"]
