package handbook

import (
	"strings"
	"testing"
	"testing/fstest"
)

func files(extra map[string]string) fstest.MapFS {
	root := fstest.MapFS{}
	for name, text := range map[string]string{
		"templates/index.html": `{{range .}}{{.Title}};{{end}}`,
		"templates/page.html":  `<h1>{{.Title}}</h1>{{.Body}}`,
		"static/style.css":     "",
		"pages/leave.md":       "# Time off\n\nAsk *early*. Time off is time off.\n",
		"pages/oncall.md":      "# On call\n\nOne week at a time.\n",
	} {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range extra {
		root[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return root
}

func TestPagesAreRenderedInTheirFrame(t *testing.T) {
	book, err := Open(files(nil))
	if err != nil {
		t.Fatal(err)
	}
	var html strings.Builder
	if err := book.WritePage(&html, "leave"); err != nil || !strings.Contains(html.String(), "<em>early</em>") {
		t.Errorf("WritePage() wrote %q, %v", html.String(), err)
	}
}

func TestSearchWantsEveryWordAndPutsTheBestPageFirst(t *testing.T) {
	book, err := Open(files(nil))
	if err != nil {
		t.Fatal(err)
	}
	if hits := book.Search("TIME"); len(hits) != 2 || hits[0].Page != "leave" {
		t.Errorf("Search(TIME) = %v", hits)
	}
	if hits := book.Search("time week"); len(hits) != 1 || hits[0].Title != "On call" {
		t.Errorf("Search(time week) = %v", hits)
	}
}

func TestABookWithoutItsFilesIsNotOpened(t *testing.T) {
	for _, missing := range []string{"templates/index.html templates/page.html", "static/style.css", "pages/leave.md pages/oncall.md"} {
		root := files(nil)
		for _, name := range strings.Fields(missing) {
			delete(root, name)
		}
		if _, err := Open(root); err == nil {
			t.Errorf("a handbook without %s was opened", missing)
		}
	}
}

func TestRawHTMLIsLeftOut(t *testing.T) {
	var html strings.Builder
	if err := Render(&html, strings.NewReader("<script>alert(1)</script>")); err != nil || strings.Contains(html.String(), "<script>") {
		t.Errorf("Render() wrote %q, %v", html.String(), err)
	}
}
