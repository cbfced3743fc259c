package main

import (
	"encoding/json"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/skip2/go-qrcode"

	"example.org/shorty/internal/store"
)

// service answers questions about links and follows them.
type service struct {
	links       *store.Links
	maintenance atomic.Bool
}

func (s *service) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(logged)
	r.Get("/health", s.health)
	r.Get("/version", s.version)
	r.Post("/maintenance", s.startMaintenance)
	r.Post("/links", s.shorten)
	r.Get("/links", s.list)
	r.Get("/links/{code}/qr.png", s.qr)
	r.Get("/{code}", s.follow)
	return r
}

// health answers 503 during maintenance, so that the load balancer looks elsewhere.
func (s *service) health(w http.ResponseWriter, _ *http.Request) {
	code, status := http.StatusOK, "ok"
	if s.maintenance.Load() {
		code, status = http.StatusServiceUnavailable, "maintenance"
	}
	reply(w, code, map[string]any{"status": status, "links": s.links.Len(), "durable": s.links.Durable()})
}

func (s *service) version(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]string{"version": version})
}

func (s *service) startMaintenance(w http.ResponseWriter, _ *http.Request) {
	s.maintenance.Store(true)
	w.WriteHeader(http.StatusAccepted)
}

// shorten takes {"url": "https://…"}; the same address always gets the same code.
func (s *service) shorten(w http.ResponseWriter, r *http.Request) {
	var wish struct{ URL string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&wish); err != nil {
		reply(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return
	}
	target, err := url.Parse(wish.URL)
	if err != nil || (target.Scheme != "http" && target.Scheme != "https") || target.Host == "" {
		reply(w, http.StatusBadRequest, map[string]string{"error": "url must be an http or https address"})
		return
	}
	link, err := s.links.Add(target.String())
	if err != nil {
		log.Printf("cannot keep a link: %v", err)
		reply(w, http.StatusInternalServerError, map[string]string{"error": "the link could not be kept"})
		return
	}
	reply(w, http.StatusCreated, link)
}

func (s *service) list(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]any{"links": s.links.All()})
}

func (s *service) follow(w http.ResponseWriter, r *http.Request) {
	target, ok := s.links.Follow(chi.URLParam(r, "code"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, target, http.StatusFound)
}

// qr draws the short address for a poster.
func (s *service) qr(w http.ResponseWriter, r *http.Request) {
	code := chi.URLParam(r, "code")
	if !s.links.Has(code) {
		http.NotFound(w, r)
		return
	}
	png, err := qrcode.Encode("http://"+r.Host+"/"+code, qrcode.Medium, 256)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Length", strconv.Itoa(len(png)))
	w.Write(png)
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
