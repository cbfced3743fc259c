import unittest

from slugs.slug import slug


class SlugTest(unittest.TestCase):
    def test_spells_what_ascii_does_not_have(self):
        self.assertEqual(slug("Straße 42"), "strasse-42")
        self.assertEqual(slug("  Hello,   World!"), "hello-world")
        self.assertEqual(slug(""), "")


if __name__ == "__main__":
    unittest.main()
