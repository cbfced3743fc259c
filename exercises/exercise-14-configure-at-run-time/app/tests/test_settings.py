import pytest

from postage.settings import MissingSetting, Settings

KEY = {"SIGNING_KEY": "a key for tests only"}


def test_everything_comes_from_the_mapping():
    settings = Settings.of({"SHOP_REGION": "gb", "QUOTE_HOURS": "2", **KEY})
    assert (settings.region, settings.quote_hours) == ("gb", 2)


def test_a_key_may_lie_in_a_mounted_file(tmp_path):
    (tmp_path / "key").write_text("a key from a mounted file\n")
    settings = Settings.of({"SHOP_REGION": "eu", "SIGNING_KEY_FILE": str(tmp_path / "key")})
    assert settings.signing_key == b"a key from a mounted file"


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (KEY, "SHOP_REGION must be one of eu, gb, us"),
        ({"SHOP_REGION": "fr", **KEY}, "not 'fr'"),
        ({"SHOP_REGION": "eu"}, "SIGNING_KEY must have"),
        ({"SHOP_REGION": "eu", "SIGNING_KEY": "short"}, "SIGNING_KEY must have"),
        ({"SHOP_REGION": "eu", "SIGNING_KEY_FILE": "/nowhere"}, "SIGNING_KEY_FILE"),
        ({"SHOP_REGION": "eu", "QUOTE_HOURS": "soon", **KEY}, "QUOTE_HOURS"),
    ],
)
def test_it_refuses_and_says_why(environment, says):
    with pytest.raises(MissingSetting) as refusal:
        Settings.of(environment)
    assert says in str(refusal.value)
