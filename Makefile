# Every target prepares what it needs: the virtual environment in .venv and the locked packages.
# A second run does nothing that is already done: the stamps in .venv follow the lock files.

PYTHON ?= python3
BENCH ?= full

VENV := .venv
RUN := $(VENV)/bin/python
PYTEST := $(RUN) -m pytest

.DEFAULT_GOAL := help
.NOTPARALLEL:
SEED ?= 1
UNTIL ?= 2027-08-31

.PHONY: help demo run test check format gallery browser chromium crash walks year bench lock docker-walk clean

help:
	@echo 'make demo          посмотреть всё без токена: бот, выдуманная школа, чат в браузере'
	@echo 'make run           запустить бота в Telegram: BOT_TOKEN=… make run (или файл .env)'
	@echo 'make test          тесты'
	@echo 'make check         всё, что проверяет CI: формат, линтер, типы, правила импорта, тесты'
	@echo 'make format        привести код к единому виду'
	@echo 'make gallery       все экраны бота на одной HTML-странице'
	@echo 'make browser       тесты страницы чата в Chromium'
	@echo 'make crash         тесты с kill -9 посреди работы'
	@echo 'make walks         длинные обходы: вся таблица прав, жизнь пары, дорожные карты за годы'
	@echo 'make year          учебный год выдуманной школы за две-три минуты и его проверка (SEED=1, UNTIL=2026-11-30 — короче)'
	@echo 'make bench         замеры скорости и памяти (BENCH=short — короткие)'
	@echo 'make docker-walk   пройти шаги Dockerfile без Docker'
	@echo 'make lock          обновить версии пакетов в requirements/*.lock'
	@echo 'make clean         убрать .venv и всё, что создаётся заново (данные в data/ останутся)'

# Ctrl-C is the usual way to leave: the trap keeps make from reporting it as a failure.
demo: $(VENV)/runtime.stamp
	@trap : INT; $(RUN) -m bot demo || [ $$? -eq 130 ]

run: $(VENV)/runtime.stamp
	@trap : INT; $(RUN) -m bot run || { code=$$?; [ $$code -eq 130 ] || exit $$code; }

test: $(VENV)/dev.stamp
	$(PYTEST) -n 2

check: $(VENV)/dev.stamp
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PYTEST) -n 2

format: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

gallery: $(VENV)/runtime.stamp
	$(RUN) -m bot.gallery

# The page is opened in Debian's Chromium: Playwright's own browsers are not downloaded.
browser: chromium $(VENV)/browser.stamp
	$(PYTEST) -m slow tests/browser

chromium:
	@command -v chromium >/dev/null || { \
	  echo 'Нет Chromium · Chromium is missing: sudo apt install chromium' >&2; exit 1; }

crash: $(VENV)/dev.stamp
	$(PYTEST) -m slow -n 2 tests/crash

walks: $(VENV)/dev.stamp
	$(PYTEST) -m slow -n 2 tests/stories tests/mentoring
	THOROUGH=1 $(PYTEST) -m hypothesis -n 2 tests/mentoring tests/documents

year: $(VENV)/runtime.stamp
	$(RUN) -m year --seed $(SEED) --until $(UNTIL)

bench: $(VENV)/dev.stamp
	$(RUN) -m bench $(BENCH)

docker-walk:
	@$(PYTHON) scripts/walk_dockerfile.py

# uv resolves for every platform and Python that pyproject.toml allows; its own file of sources
# names the index, so it is removed, and what stays are the exported lists of hashes.
LOCKED := $(VENV)/bin/uv export --quiet --frozen --no-emit-project --no-emit-index-url --no-header

lock: $(VENV)/locking.stamp
	$(VENV)/bin/uv lock --quiet --upgrade --python $(RUN)
	$(LOCKED) --no-default-groups --output-file requirements/runtime.lock >/dev/null
	$(LOCKED) --group dev --output-file requirements/dev.lock >/dev/null
	$(LOCKED) --group dev --group browser --output-file requirements/browser.lock >/dev/null
	@rm -f uv.lock
	echo uv | $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --output-file requirements/locking.lock - >/dev/null

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/%.stamp: requirements/%.lock
	@scripts/prepare.sh $(PYTHON) $(VENV) $<
	@touch $@
