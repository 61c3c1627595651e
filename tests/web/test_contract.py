"""The app, the document and the server say the same; the lock file says no addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from exports.web.app_routes import ENDPOINTS, openapi
from exports.web.typescript import TARGET, types

APP = Path(__file__).parents[2] / "exports" / "web" / "app"


def test_typescript_types_are_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == types(openapi()), "run: python -m exports.web.typescript"


def test_every_endpoint_is_in_the_document(get: Any) -> None:
    document = get("openapi.json")
    paths = {e.path.replace(":path}", "}") for e in ENDPOINTS} | {"/api/overview"}
    assert set(document["paths"]) == paths
    assert document["openapi"].startswith("3.1")


def test_every_reference_in_the_document_resolves() -> None:
    document = openapi()
    known = set(document["components"]["schemas"])
    text = json.dumps(document)
    used = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert used <= known


def test_answers_fit_the_document(client: TestClient) -> None:
    for path in (
        "meta",
        "entity/method/lora",
        "graph?expand=method/lora",
        "compare?id=method/gptq&id=method/awq",
    ):
        body = client.get(f"/api/{path}").json()
        name = {"meta": "Meta", "enti": "EntityPage", "grap": "Subgraph", "comp": "Comparison"}[path[:4]]
        schema = openapi()["components"]["schemas"][name]
        assert set(body) <= set(schema["properties"])


def test_lock_file_has_versions_and_hashes_but_no_addresses() -> None:
    text = (APP / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    lock = json.loads(text)
    assert all("integrity" in entry for path, entry in lock["packages"].items() if path)


def test_sources_name_no_other_host() -> None:
    allowed = ("http://www.w3.org/2000/svg", "http://127.0.0.1")
    for file in [
        *APP.glob("src/**/*.ts*"),
        *APP.glob("src/**/*.css"),
        APP / "index.html",
        APP / "public/theme.js",
    ]:
        text = file.read_text(encoding="utf-8")
        for address in allowed:
            text = text.replace(address, "")
        assert "http://" not in text, file
        assert "https://" not in text, file
        assert "innerHTML" not in text, file
