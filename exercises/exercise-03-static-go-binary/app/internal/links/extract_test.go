package links

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

func parse(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestExtractCountsEverySpellingOfALinkTogether(t *testing.T) {
	page := `<h1>News</h1>
		<a href="/about">About</a> <a href="HTTPS://Example.org:443/a/../about#team">Team</a>
		<a href="https://go.dev/dl/">Go</a> <a href="mailto:me@example.org">Mail</a> <a name="top">Top</a>`

	got, err := Extract(strings.NewReader(page), parse(t, "https://example.org/news/"))

	want := []Link{
		{URL: "https://example.org/about", Count: 2},
		{URL: "https://go.dev/dl/", Count: 1, External: true},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Extract() = %v, %v, want %v", got, err, want)
	}
}

func TestNormalize(t *testing.T) {
	for given, want := range map[string]string{
		"http://Example.org:80":                   "http://example.org/",
		"https://example.org:8443/a/./b/../c/":    "https://example.org:8443/a/c/",
		"https://example.org/?b=2&a=1#contents":   "https://example.org/?a=1&b=2",
		"https://[2001:DB8::1]:443/x":             "https://[2001:db8::1]/x",
		"https://example.org/m%C3%BCnchen/?q=%20": "https://example.org/m%C3%BCnchen/?q=+",
	} {
		if got := Normalize(parse(t, given)); got != want {
			t.Errorf("Normalize(%s) = %s, want %s", given, got, want)
		}
	}
}
