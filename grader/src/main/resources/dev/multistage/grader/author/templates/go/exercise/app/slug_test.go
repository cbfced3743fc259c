package main

import "testing"

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Straße 42":         "strasse-42",
		"  Hello,   World!": "hello-world",
		"Señor Ångström":    "senor-angstroem",
		"":                  "",
	} {
		if got := slug(title); got != want {
			t.Errorf("slug(%q) = %q, want %q", title, got, want)
		}
	}
}
