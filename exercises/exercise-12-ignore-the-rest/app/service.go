package main

import (
	"crypto/subtle"
	"encoding/json"
	"log"
	"net/http"
	"sync/atomic"
	"time"

	"example.org/pennywise/internal/statement"
)

// service answers questions about bank statements. It keeps none of them.
type service struct {
	rules  []statement.Rule
	token  string // who knows it may see the rules; empty means nobody
	paused atomic.Bool
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("GET /version", s.version)
	mux.HandleFunc("GET /rules", s.showRules)
	mux.HandleFunc("POST /summaries", s.summarize)
	mux.HandleFunc("POST /explanations", s.explain)
	mux.HandleFunc("POST /pause", s.pause)
	return mux
}

func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	switch {
	case len(s.rules) == 0:
		reply(w, http.StatusServiceUnavailable, map[string]any{"status": "no rules"})
	case s.paused.Load():
		reply(w, http.StatusServiceUnavailable, map[string]any{"status": "paused"})
	default:
		reply(w, http.StatusOK, map[string]any{"status": "ok", "rules": len(s.rules)})
	}
}

func (s *service) version(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]string{"version": version})
}

// pause takes this instance out of service before it is replaced.
func (s *service) pause(w http.ResponseWriter, _ *http.Request) {
	s.paused.Store(true)
	w.WriteHeader(http.StatusAccepted)
}

// showRules is for administrators: rules may name people.
func (s *service) showRules(w http.ResponseWriter, r *http.Request) {
	given := r.Header.Get("Authorization")
	if s.token == "" || subtle.ConstantTimeCompare([]byte(given), []byte("Bearer "+s.token)) != 1 {
		reply(w, http.StatusUnauthorized, map[string]string{"error": "wrong or missing token"})
		return
	}
	reply(w, http.StatusOK, map[string]any{"rules": s.rules})
}

// summarize takes a statement as CSV and answers with the sum of each category.
func (s *service) summarize(w http.ResponseWriter, r *http.Request) {
	lines, ok := s.read(w, r)
	if ok {
		reply(w, http.StatusOK, statement.Summarize(lines, s.rules))
	}
}

// explain takes a statement as CSV and says of each line where it goes and why.
func (s *service) explain(w http.ResponseWriter, r *http.Request) {
	lines, ok := s.read(w, r)
	if ok {
		reply(w, http.StatusOK, map[string]any{"lines": statement.Explain(lines, s.rules)})
	}
}

func (s *service) read(w http.ResponseWriter, r *http.Request) ([]statement.Line, bool) {
	lines, err := statement.Read(http.MaxBytesReader(w, r.Body, 4<<20))
	if err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return nil, false
	}
	return lines, true
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
