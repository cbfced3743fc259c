package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.org/pennywise/internal/statement"
)

func call(s *service, method, target, body, authorization string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	request.Header.Set("Authorization", authorization)
	s.routes().ServeHTTP(answer, request)
	return answer
}

func newService() *service {
	return &service{rules: []statement.Rule{{Word: "rent", Category: "home"}}, token: "s3cret"}
}

func TestAStatementIsAddedUp(t *testing.T) {
	got := call(newService(), "POST", "/summaries", "2026-01-01;Rent;-895,00\n2026-01-02;Kiosk;-2,50\n", "")
	if !strings.Contains(got.Body.String(), `"home":"-895"`) || !strings.Contains(got.Body.String(), `"total":"-897.5"`) {
		t.Errorf("POST /summaries = %d %s", got.Code, got.Body)
	}
}

func TestRulesAreForAdministrators(t *testing.T) {
	for authorization, want := range map[string]int{"": 401, "Bearer wrong": 401, "Bearer s3cret": 200} {
		if got := call(newService(), "GET", "/rules", "", authorization).Code; got != want {
			t.Errorf("with %q: %d, want %d", authorization, got, want)
		}
	}
	open := newService()
	open.token = ""
	if got := call(open, "GET", "/rules", "", "Bearer ").Code; got != http.StatusUnauthorized {
		t.Errorf("without a token set: %d", got)
	}
}

func TestHealthKnowsThreeStates(t *testing.T) {
	s := newService()
	if got := call(s, "GET", "/health", "", "").Code; got != http.StatusOK {
		t.Errorf("healthy service answers %d", got)
	}
	call(s, "POST", "/pause", "", "")
	if got := call(s, "GET", "/health", "", "").Code; got != http.StatusServiceUnavailable {
		t.Errorf("paused service answers %d", got)
	}
	if got := call(&service{}, "GET", "/health", "", "").Code; got != http.StatusServiceUnavailable {
		t.Errorf("service without rules answers %d", got)
	}
}
