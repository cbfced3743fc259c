package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"example.org/handbook/internal/handbook"
)

// newService opens the handbook that this repository ships.
func newService(t *testing.T) *service {
	t.Helper()
	root := os.DirFS(".")
	book, err := handbook.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	return &service{book: book, static: os.DirFS("static")}
}

func call(s *service, method, target, body string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.routes().ServeHTTP(answer, httptest.NewRequest(method, target, strings.NewReader(body)))
	return answer
}

func TestEveryPageOfTheIndexOpens(t *testing.T) {
	s := newService(t)
	index := call(s, "GET", "/", "").Body.String()
	for _, hit := range s.book.Search("") {
		if !strings.Contains(index, "/pages/"+hit.Page) {
			t.Errorf("the index does not link %s", hit.Page)
		}
		if got := call(s, "GET", "/pages/"+hit.Page, "").Code; got != http.StatusOK {
			t.Errorf("GET /pages/%s = %d", hit.Page, got)
		}
	}
	if got := call(s, "GET", "/static/style.css", "").Code; got != http.StatusOK {
		t.Errorf("GET /static/style.css = %d", got)
	}
}

func TestOnlyStaticFilesAreServed(t *testing.T) {
	for _, path := range []string{"/static/../main.go", "/static/%2e%2e/main.go"} {
		if got := call(newService(t), "GET", path, ""); got.Code == http.StatusOK {
			t.Errorf("GET %s = %d", path, got.Code)
		}
	}
}

func TestHealthSaysWhatIsMissing(t *testing.T) {
	_, err := handbook.Open(os.DirFS(t.TempDir()))
	got := call(&service{broken: err}, "GET", "/health", "")
	if got.Code != http.StatusServiceUnavailable || !strings.Contains(got.Body.String(), "templates") {
		t.Errorf("GET /health = %d %s", got.Code, got.Body)
	}
}

func TestHealthTurnsUnhealthyWhenUnpublished(t *testing.T) {
	s := newService(t)
	if got := call(s, "GET", "/health", "").Code; got != http.StatusOK {
		t.Errorf("healthy service answers %d", got)
	}
	call(s, "POST", "/unpublish", "")
	if got := call(s, "GET", "/health", "").Code; got != http.StatusServiceUnavailable {
		t.Errorf("unpublished service answers %d", got)
	}
}
