package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"example.org/linkcheck/internal/links"
)

const (
	maxBody  = 2 << 20
	maxLinks = 100
)

// service answers questions about links.
type service struct {
	checker  *links.Checker
	canary   string // a page that is known to be up, empty for none
	started  time.Time
	draining atomic.Bool
}

func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health", s.health)
	mux.HandleFunc("GET /version", s.version)
	mux.HandleFunc("GET /canary", s.askCanary)
	mux.HandleFunc("POST /extract", s.extract)
	mux.HandleFunc("POST /check", s.check)
	mux.HandleFunc("POST /drain", s.drain)
	return mux
}

// health is for the load balancer: a draining instance gets no new work.
func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	code, status := http.StatusOK, "ok"
	if s.draining.Load() {
		code, status = http.StatusServiceUnavailable, "draining"
	}
	reply(w, code, map[string]any{
		"status":         status,
		"links_checked":  s.checker.Checked(),
		"uptime_seconds": int(time.Since(s.started).Seconds()),
	})
}

// drain takes this instance out of service before it is replaced.
func (s *service) drain(w http.ResponseWriter, _ *http.Request) {
	s.draining.Store(true)
	w.WriteHeader(http.StatusAccepted)
}

func (s *service) version(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]string{"version": version})
}

// askCanary checks a page that is known to be up. If even that one looks dead,
// the fault is ours and no verdict about other links can be trusted.
func (s *service) askCanary(w http.ResponseWriter, r *http.Request) {
	if s.canary == "" {
		refuse(w, http.StatusNotFound, "CANARY_URL is not set")
		return
	}
	code, status := http.StatusOK, s.checker.Check(r.Context(), []string{s.canary})[0]
	if !status.Alive {
		code = http.StatusBadGateway
	}
	reply(w, code, status)
}

// extract takes a page as its body and the page's own address as ?base=.
func (s *service) extract(w http.ResponseWriter, r *http.Request) {
	base, err := webAddress(r.URL.Query().Get("base"))
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	found, err := links.Extract(http.MaxBytesReader(w, r.Body, maxBody), base)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	reply(w, http.StatusOK, map[string]any{"links": found})
}

// check takes a JSON list of addresses and says how each of them is.
func (s *service) check(w http.ResponseWriter, r *http.Request) {
	var addresses []string
	body := http.MaxBytesReader(w, r.Body, maxBody)
	if err := json.NewDecoder(body).Decode(&addresses); err != nil || len(addresses) > maxLinks {
		refuse(w, http.StatusBadRequest, fmt.Sprintf("send a JSON list of at most %d addresses", maxLinks))
		return
	}
	reply(w, http.StatusOK, map[string]any{"links": s.checker.Check(r.Context(), addresses)})
}

func webAddress(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, fmt.Errorf("%q is not an http or https address", text)
	}
	return u, nil
}

func reply(w http.ResponseWriter, code int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(body)
}

func refuse(w http.ResponseWriter, code int, reason string) {
	reply(w, code, map[string]string{"error": reason})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		next.ServeHTTP(w, r)
		log.Printf("%s %q in %s", r.Method, r.URL.Path, time.Since(started).Round(time.Millisecond))
	})
}
