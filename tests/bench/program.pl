# SPDX-License-Identifier: MIT
#
# What a Perl program asks of malloc: hashes, strings that grow, sorted lists.
# program.pl [PERCENT]; prints one number, the same with each allocator.
use strict;
use warnings;

my $percent = @ARGV ? $ARGV[0] : 100;
my $rounds = int(8 * $percent / 100) || 1;
my $total = 0;
for my $round (1 .. $rounds) {
	my (%count, @lines);
	for my $i (1 .. 20000) {
		my $word = 'word' . (($i * 7919 + $round) % 5003);
		$count{$word}++;
		push @lines, "$i $word " . ('x' x ($i % 50));
	}
	my $text = join "\n", sort @lines;
	$text =~ s/word(\d+)/$1 word/g;
	my %parts = map { $_ => [split ' ', $_] } split /\n/, $text;
	$total += length($text) + scalar(keys %count);
	$total += scalar(@{$parts{$_}}) for keys %parts;
}
print "$total\n";
