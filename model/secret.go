package model

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Secret is what is known of a secret without knowing it: whether it was decrypted, and a token that is
// equal for equal secrets of one run. Every printed form is a mask.
type Secret struct{ token string }

// String is the mask.
func (Secret) String() string { return Mask }

// GoString is the mask.
func (Secret) GoString() string { return Mask }

// Locked says that the secret was left encrypted.
func (s Secret) Locked() bool { return s.token == "" }

// Same says whether two secrets are equal, and whether that can be told: both must have been read in one
// run, since a token means nothing elsewhere.
func (s Secret) Same(t Secret) (same, known bool) {
	runS, _, _ := strings.Cut(s.token, ":")
	runT, _, _ := strings.Cut(t.token, ":")
	if s.Locked() || t.Locked() || runS != runT {
		return false, false
	}
	return s.token == t.token, true
}

// Token is the secret's opaque label, RUN:LABEL, empty where it is locked. It must not be printed; a
// snapshot replaces it by a label of its own before it writes.
func (s Secret) Token() string { return s.token }

// LockedValue is a secret that was left encrypted.
func LockedValue() Value { return Value{kind: Sealed} }

// SealedValue is the secret a token stands for.
func SealedValue(token string) Value { return Value{Sealed, token} }

// CredentialValue is a text in which the secret is already masked, and the secret's token.
func CredentialValue(masked, token string) Value {
	return Value{Credential, strings.ReplaceAll(masked, separator, "\ufffd") + separator + token}
}

// Secret is the secret of a Sealed or Credential value.
func (v Value) Secret() (Secret, bool) {
	switch v.kind {
	case Sealed:
		return Secret{v.text}, true
	case Credential:
		_, token, _ := strings.Cut(v.text, separator)
		return Secret{token}, true
	default:
		return Secret{}, false
	}
}

// Sealer turns secrets into tokens. Its key lives as long as the process and is never written down, so
// that a token cannot be tried against a dictionary later.
type Sealer struct {
	key []byte
	run string
}

// NewSealer makes a sealer of a random key of at least 16 bytes, which the caller supplies since model
// does no I/O. All environments of one run share one sealer.
func NewSealer(key []byte) *Sealer {
	run := sha256.Sum256(append([]byte("run"), key...))
	return &Sealer{key: key, run: hex.EncodeToString(run[:6])}
}

// Seal is the secret as a value that says nothing of it.
func (s *Sealer) Seal(secret string) Value { return SealedValue(s.Token(secret)) }

// Token is the opaque label of a secret.
func (s *Sealer) Token(secret string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(secret))
	return s.run + ":" + hex.EncodeToString(mac.Sum(nil)[:16])
}
