// Package handbook reads a folder of Markdown pages and shows them as HTML.
package handbook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
)

// A Book is a set of pages with the templates that frame them. It never changes.
type Book struct {
	pages     map[string]page
	names     []string
	templates *template.Template
}

type page struct {
	title string
	html  template.HTML
	words string
}

// A Hit is a page that a search has found.
type Hit struct {
	Page  string `json:"page"`
	Title string `json:"title"`
	Score int    `json:"score"`
}

// Open reads pages/*.md and templates/*.html and makes sure that static/ is there.
func Open(root fs.FS) (*Book, error) {
	templates, err := template.ParseFS(root, "templates/*.html")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(root, "static/style.css"); err != nil {
		return nil, err
	}
	files, err := fs.Glob(root, "pages/*.md")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("there is no page in pages/")
	}
	book := &Book{pages: map[string]page{}, templates: templates}
	for _, file := range files {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(path.Base(file), ".md")
		var html bytes.Buffer
		if err := Render(&html, bytes.NewReader(text)); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		// The pages are our own: their HTML is trusted.
		book.pages[name] = page{title, template.HTML(html.String()), strings.ToLower(string(text))}
		book.names = append(book.names, name)
	}
	return book, nil
}

// Render turns Markdown into HTML. Raw HTML in it is left out.
func Render(w io.Writer, markdown io.Reader) error {
	text, err := io.ReadAll(markdown)
	if err != nil {
		return err
	}
	return goldmark.Convert(text, w)
}

// Len counts the pages.
func (b *Book) Len() int { return len(b.pages) }

// Has says whether there is a page of this name.
func (b *Book) Has(name string) bool {
	_, ok := b.pages[name]
	return ok
}

// WriteIndex writes the list of all pages.
func (b *Book) WriteIndex(w io.Writer) error {
	return b.templates.ExecuteTemplate(w, "index.html", b.Search(""))
}

// WritePage writes one page in its frame.
func (b *Book) WritePage(w io.Writer, name string) error {
	p := b.pages[name]
	return b.templates.ExecuteTemplate(w, "page.html", map[string]any{"Title": p.title, "Body": p.html})
}

// Search returns the pages that hold every word of the query, those with the
// most occurrences first. An empty query finds every page.
func (b *Book) Search(query string) []Hit {
	hits := []Hit{}
	for _, name := range b.names {
		score := 0
		for _, word := range strings.Fields(strings.ToLower(query)) {
			found := strings.Count(b.pages[name].words, word)
			if found == 0 {
				score = -1
				break
			}
			score += found
		}
		if score >= 0 {
			hits = append(hits, Hit{Page: name, Title: b.pages[name].title, Score: score})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits
}
