"""Later layers win, lists that add up add up, and every value knows where it is from."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from govpage_lint.config.layers import ADDED, DEFAULTS, Layer, default_layer, merge
from govpage_lint.config.values import build_config

_PLAIN = ("lang", "fail-on", "profile", "baseline", "max-warnings", "unreachable")
_VALUES = some.fixed_dictionaries(
    {},
    optional={
        **{key: some.integers(0, 3) for key in _PLAIN},
        "levels": some.dictionaries(some.sampled_from("abc"), some.sampled_from(["error", "off"])),
        "options": some.dictionaries(
            some.sampled_from("ab"), some.dictionaries(some.sampled_from("xy"), some.integers(0, 3))
        ),
        "source-map": some.dictionaries(some.sampled_from("ab"), some.text("ab", min_size=1)),
        "rules": some.lists(some.sampled_from("ab")),
        "extend-exclude": some.lists(some.sampled_from("ab")),
        "select": some.lists(some.sampled_from("ab")),
    },
)
# Under load even drawing a small value may take long.
_PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_LAYERS = some.lists(_VALUES.map(lambda values: Layer("flag", values)), max_size=5)


@_PATIENT
@given(_LAYERS)
def test_the_last_layer_that_has_a_key_decides_it(layers: list[Layer]):
    merged = merge([default_layer(), *layers])
    for key in (*_PLAIN, *DEFAULTS):
        having = [layer for layer in layers if key in layer.values]
        if having:
            assert merged.value(key) == having[-1].values[key]
            assert merged.settings[(key,)].layer is having[-1]
        else:
            assert merged.value(key) == DEFAULTS.get(key)


@_PATIENT
@given(_LAYERS)
def test_tables_are_merged_by_name(layers: list[Layer]):
    merged = merge(layers)
    for key in ("levels", "source-map"):
        expected: dict[str, Any] = {}
        for layer in layers:
            expected |= layer.values.get(key, {})
        assert merged.table(key) == expected
    options: dict[Any, Any] = {}
    for layer in layers:
        for rule, inner in layer.values.get("options", {}).items():
            options |= {("options", rule, name): value for name, value in inner.items()}
    assert {
        path: one.value for path, one in merged.settings.items() if path[0] == "options"
    } == options


@_PATIENT
@given(_LAYERS)
def test_lists_that_add_up_keep_the_order_of_the_layers(layers: list[Layer]):
    merged = merge(layers)
    for key in ADDED:
        expected = [one for layer in layers for one in layer.values.get(key, ())]
        assert [setting.value for setting in merged.added[key]] == expected


@_PATIENT
@given(_LAYERS, _LAYERS)
def test_merging_is_one_walk_however_the_layers_are_grouped(
    first: list[Layer], second: list[Layer]
):
    whole = merge([*first, *second])
    assert whole == merge((*merge(first).layers, *merge(second).layers))


@_PATIENT
@given(_LAYERS)
def test_an_empty_layer_changes_nothing(layers: list[Layer]):
    with_empty = [one for layer in layers for one in (layer, Layer("variable", {}))]
    assert merge(layers).settings == merge(with_empty).settings
    assert merge(layers).added == merge(with_empty).added


def test_the_defaults_alone_are_a_configuration():
    config = build_config(default_layer())
    assert (config.lang, config.fail_on, config.formats) == ("en", "error", ("text",))
    assert (config.jobs, config.cache, config.templates, config.baseline) == (
        None,
        True,
        None,
        None,
    )
    assert config.file is None


def test_paths_count_from_the_folder_of_their_layer(tmp_path: Path):
    layer = Layer(
        "file",
        {
            "baseline": "b.json",
            "format": ["text", "json=out/r.json"],
            "source-map": {"https://a.kr/": "public"},
            "cache": ".cache",
        },
        tmp_path,
        tmp_path / "govpage-lint.toml",
    )
    config = build_config(default_layer(), layer)
    assert config.baseline == tmp_path / "b.json"
    assert config.formats == ("text", f"json={tmp_path / 'out/r.json'}")
    assert config.source_map == {"https://a.kr/": tmp_path / "public"}
    assert config.cache == tmp_path / ".cache"
