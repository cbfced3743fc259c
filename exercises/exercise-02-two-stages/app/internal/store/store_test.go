package store

import (
	"path/filepath"
	"testing"
)

func TestTheSameAddressKeepsItsCodeAfterARestart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "links")
	before := open(t, file)
	before.Add("https://example.org/first")
	link, err := before.Add("https://example.org/second")
	if err != nil {
		t.Fatal(err)
	}
	before.Close()

	after := open(t, file)
	defer after.Close()
	if url, ok := after.Follow(link.Code); !ok || url != link.URL {
		t.Errorf("Follow(%s) = %q, %v after the restart", link.Code, url, ok)
	}
	if again, _ := after.Add(link.URL); again.Code != link.Code || after.Len() != 2 {
		t.Errorf("the second link came back as %+v, %d links in all", again, after.Len())
	}
}

func TestFollowCountsVisits(t *testing.T) {
	links := open(t, "")
	link, _ := links.Add("https://example.org/")
	links.Follow(link.Code)
	links.Follow(link.Code)
	if hits := links.All()[0].Hits; hits != 2 {
		t.Errorf("two visits are counted as %d", hits)
	}
}

func open(t *testing.T, file string) *Links {
	t.Helper()
	links, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return links
}
