package vocabulary

import (
	"net/netip"
	"slices"
	"strings"
)

// spelling is how an address is written; only addresses of one spelling stand for each other.
type spelling uint8

const (
	plain  spelling = iota // 10.20.5.7
	ranged                 // 10.20.5.0/24
	dashed                 // ip-10-20-5-7, as AWS names hosts
)

// address is an IP address or CIDR in a text.
type address struct {
	start, end int
	prefix     netip.Prefix
	spelling   spelling
}

// addresses appends the IP addresses and CIDRs that stand alone in a text.
func addresses(found []address, text string) []address {
	six := strings.Count(text, ":") > 1
	for i := 0; i < len(text); i++ {
		if i > 0 && addressByte(text[i-1]) {
			continue
		}
		var a address
		var ok bool
		switch c := text[i]; {
		case six && (hexadecimal(c) || c == ':'):
			if a, ok = sixAt(text, i); !ok {
				a, ok = fourAt(text, i, '.')
			}
		case c >= '0' && c <= '9':
			a, ok = fourAt(text, i, '.')
		case c == 'i' && strings.HasPrefix(text[i:], "ip-"):
			if a, ok = fourAt(text, i+len("ip-"), '-'); ok {
				a.start, a.spelling = i, dashed
			}
		}
		if ok {
			found = append(found, a)
			i = a.end - 1
		}
	}
	return found
}

// addressByte says that an address cannot begin behind the character, since it would belong to it.
func addressByte(c byte) bool {
	return c >= 128 || asciiClasses[c] != none || c == '.'
}

func hexadecimal(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// fourAt reads four numbers with a separator between them, and the length of a range behind them.
func fourAt(text string, start int, separator byte) (address, bool) {
	var octets [4]byte
	i := start
	for n := range octets {
		if n > 0 {
			if i >= len(text) || text[i] != separator {
				return address{}, false
			}
			i++
		}
		number, width := numberAt(text, i)
		if width == 0 || width > 3 || number > 255 {
			return address{}, false
		}
		octets[n] = byte(number)
		i += width
	}
	return rangeAt(text, start, i, netip.AddrFrom4(octets))
}

func sixAt(text string, start int) (address, bool) {
	end := start
	for end < len(text) && (hexadecimal(text[end]) || text[end] == ':' || text[end] == '.') {
		end++
	}
	for end > start && text[end-1] == '.' {
		end--
	}
	if strings.Count(text[start:end], ":") < 2 {
		return address{}, false
	}
	addr, err := netip.ParseAddr(text[start:end])
	if err != nil {
		return address{}, false
	}
	return rangeAt(text, start, end, addr.Unmap())
}

// rangeAt completes an address with the length of the range behind it, if there is one.
func rangeAt(text string, start, end int, addr netip.Addr) (address, bool) {
	if end < len(text) && text[end] == '/' {
		if bits, width := numberAt(text, end+1); width > 0 && bits <= addr.BitLen() && alone(text, end+1+width) {
			return address{start, end + 1 + width, netip.PrefixFrom(addr, bits), ranged}, true
		}
	}
	return address{start, end, netip.PrefixFrom(addr, addr.BitLen()), plain}, alone(text, end)
}

// alone says that what ends here is not the beginning of something longer: 10.2.3.4 in 10.2.3.4.5 or 10.2.3.4th.
func alone(text string, end int) bool {
	if _, _, c := decode(text, end); c != none {
		return false
	}
	if end < len(text) && text[end] == '.' {
		_, _, c := decode(text, end+1)
		return c != digit
	}
	return true
}

func numberAt(text string, at int) (number, width int) {
	for at+width < len(text) && text[at+width] >= '0' && text[at+width] <= '9' && width < 4 {
		number = number*10 + int(text[at+width]-'0')
		width++
	}
	return number, width
}

// within says that the address lies in the range.
func (a address) within(network netip.Prefix) bool {
	return a.prefix.Bits() >= network.Bits() && network.Contains(a.prefix.Addr())
}

// remainder is what is left of the address without the range it lies in. The range as a whole leaves
// nothing, whatever its size.
func (a address) remainder(network netip.Prefix) (offset netip.Addr, bits int) {
	if a.spelling == ranged && a.prefix == network {
		return netip.Addr{}, 0
	}
	raw := a.prefix.Addr().AsSlice()
	for i := range network.Bits() {
		raw[i/8] &^= 0x80 >> (i % 8)
	}
	offset, _ = netip.AddrFromSlice(raw)
	return offset, a.prefix.Bits()
}

// inNetwork is the first of an environment's ranges the address lies in.
func (v *Vocabulary) inNetwork(env int, a address) (netip.Prefix, bool) {
	for _, network := range v.environments[env].networks {
		if a.within(network) {
			return network, true
		}
	}
	return netip.Prefix{}, false
}

// Local says that an address lies in one of an environment's ranges.
func (v *Vocabulary) Local(env int, a netip.Addr) bool {
	return slices.ContainsFunc(v.environments[env].networks, func(n netip.Prefix) bool { return n.Contains(a.Unmap()) })
}

// sameRemainder says that the address lies in a range of mine as the other lies in one of yours.
func (v *Vocabulary) sameRemainder(mine int, a address, yours int, b address) bool {
	if a.spelling != b.spelling {
		return false
	}
	for _, m := range v.environments[mine].networks {
		if !a.within(m) {
			continue
		}
		offset, bits := a.remainder(m)
		for _, y := range v.environments[yours].networks {
			if !b.within(y) || m.Addr().Is4() != y.Addr().Is4() {
				continue
			}
			if other, length := b.remainder(y); offset == other && bits == length {
				return true
			}
		}
	}
	return false
}

// key is the address with its network in one spelling.
func (a address) key(network netip.Prefix) string {
	offset, bits := a.remainder(network)
	switch {
	case !offset.IsValid():
		return placeholders[Network]
	case a.spelling == ranged:
		return placeholders[Network] + netip.PrefixFrom(offset, bits).String()
	case a.spelling == dashed:
		return "ip-" + placeholders[Network] + strings.ReplaceAll(offset.String(), ".", "-")
	default:
		return placeholders[Network] + offset.String()
	}
}
