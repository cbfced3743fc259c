package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func call(s *service, method, target string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.routes().ServeHTTP(answer, httptest.NewRequest(method, target, nil))
	return answer
}

func TestADayInHamburg(t *testing.T) {
	got := call(&service{}, "GET", "/day?lat=53.55&lon=9.99&date=2026-06-21").Body.String()
	if !strings.Contains(got, `"sunrise":"2026-06-21T02:5`) {
		t.Errorf("GET /day = %s", got)
	}
}

func TestNonsenseIsRefused(t *testing.T) {
	for _, target := range []string{"/day", "/day?lat=91&lon=0", "/day?lat=1&lon=1&date=today", "/longest?lat=1&lon=1&year=1"} {
		if got := call(&service{}, "GET", target).Code; got != http.StatusBadRequest {
			t.Errorf("GET %s = %d", target, got)
		}
	}
}

func TestHealthTurnsUnhealthyInAnEclipse(t *testing.T) {
	s := &service{}
	if got := call(s, "GET", "/health").Code; got != http.StatusOK {
		t.Errorf("healthy service answers %d", got)
	}
	call(s, "POST", "/eclipse")
	if got := call(s, "GET", "/health").Code; got != http.StatusServiceUnavailable {
		t.Errorf("eclipsed service answers %d", got)
	}
}
