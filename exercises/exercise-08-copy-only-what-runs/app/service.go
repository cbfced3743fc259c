package main

import (
	"encoding/json"
	"io/fs"
	"log"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"

	"example.org/handbook/internal/handbook"
)

// service shows a handbook, or says what it lacks.
type service struct {
	book        *handbook.Book
	broken      error // why there is no book
	static      fs.FS
	unpublished atomic.Bool
}

func (s *service) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(logged)
	r.Get("/health", s.health)
	r.Get("/version", s.version)
	r.Post("/unpublish", s.unpublish)
	r.Post("/preview", s.preview)
	r.Group(func(r chi.Router) {
		r.Use(s.onlyWithBook)
		r.Get("/", s.index)
		r.Get("/pages/{name}", s.page)
		r.Get("/search", s.search)
		r.Handle("/static/*", http.StripPrefix("/static", http.FileServerFS(s.static)))
	})
	return r
}

func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	switch {
	case s.broken != nil:
		reply(w, http.StatusServiceUnavailable, map[string]any{"status": "broken", "reason": s.broken.Error()})
	case s.unpublished.Load():
		reply(w, http.StatusServiceUnavailable, map[string]any{"status": "unpublished"})
	default:
		reply(w, http.StatusOK, map[string]any{"status": "ok", "pages": s.book.Len()})
	}
}

func (s *service) version(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]string{"version": version})
}

// unpublish takes the handbook off the load balancer, for instance while pages change.
func (s *service) unpublish(w http.ResponseWriter, _ *http.Request) {
	s.unpublished.Store(true)
	w.WriteHeader(http.StatusAccepted)
}

func (s *service) index(w http.ResponseWriter, _ *http.Request) {
	render(w, func() error { return s.book.WriteIndex(w) })
}

func (s *service) page(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	if !s.book.Has(name) {
		http.NotFound(w, r)
		return
	}
	render(w, func() error { return s.book.WritePage(w, name) })
}

// search answers with the pages that hold every word of ?q=, best first.
func (s *service) search(w http.ResponseWriter, r *http.Request) {
	reply(w, http.StatusOK, map[string]any{"hits": s.book.Search(r.URL.Query().Get("q"))})
}

// preview renders the Markdown in its body without keeping it.
func (s *service) preview(w http.ResponseWriter, r *http.Request) {
	body := http.MaxBytesReader(w, r.Body, 1<<20)
	render(w, func() error { return handbook.Render(w, body) })
}

func (s *service) onlyWithBook(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.broken != nil {
			http.Error(w, "the handbook is not available", http.StatusServiceUnavailable)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func render(w http.ResponseWriter, write func() error) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := write(); err != nil {
		log.Printf("cannot render: %v", err)
	}
}

func reply(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(body)
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		next.ServeHTTP(w, r)
		log.Printf("%s %q in %s", r.Method, r.URL.Path, time.Since(started).Round(time.Millisecond))
	})
}
