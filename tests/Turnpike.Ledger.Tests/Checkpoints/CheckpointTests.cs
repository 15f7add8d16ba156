using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Tests.Checkpoints;

public class CheckpointTests
{
    /// <summary>The example of the documentation of golang.org/x/mod/sumdb/note: another implementation's key and signature.</summary>
    [Fact]
    public void A_note_signed_elsewhere_is_opened()
    {
        const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        const string Note = Text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        var key = NoteKey.Parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", out var fault);

        Assert.Null(fault);
        Assert.Equal(Text, SignedNote.Open(Note, key!, out fault));
        Assert.Null(fault);
        Assert.Null(SignedNote.Open(Note.Replace("answer", "question", StringComparison.Ordinal), key!, out fault));
        Assert.Contains("was changed", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_comes_back_as_it_was_signed()
    {
        var key = NoteKey.Create("turnpike.example.com");
        var checkpoint = new Checkpoint("turnpike.example.com/ledger", 1234, MerkleHash.Leaf([1]));

        var note = checkpoint.Sign(NoteKey.Parse(key.PrivateText, out _)!);

        Assert.Equal(checkpoint, Checkpoint.Open(note, NoteKey.Parse(key.PublicText, out _)!, out var fault));
        Assert.Null(fault);
        Assert.Null(Checkpoint.Open(note, NoteKey.Create("turnpike.example.com"), out fault));
        Assert.Contains("has not signed it", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void No_changed_byte_of_a_checkpoint_is_accepted()
    {
        var key = NoteKey.Create("t");
        var note = new Checkpoint("t/ledger", 7, MerkleHash.Leaf([1])).Sign(key);
        for (var at = 0; at < note.Length; at++)
        {
            var changed = note[..at] + (char)(note[at] ^ 1) + note[(at + 1)..];

            // The unused bits of the last base64 digit say nothing.
            Assert.True(Checkpoint.Open(changed, key, out var fault) is null == fault is not null);
            Assert.True(fault is not null || Convert.FromBase64String(changed[(changed.LastIndexOf(' ') + 1)..^1]).SequenceEqual(Convert.FromBase64String(note[(note.LastIndexOf(' ') + 1)..^1])), $"at {at}");
        }
    }

    [Theory]
    [InlineData("", "three parts")]
    [InlineData("a+b", "three parts")]
    [InlineData("a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "white space")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "damaged")]
    [InlineData("PeterNeumann+c74f20a3+AhpcAA==", "algorithm")]
    [InlineData("PeterNeumann+c74f20a3+***", "algorithm")]
    public void A_damaged_key_is_refused_with_its_reason(string text, string reason)
    {
        Assert.Null(NoteKey.Parse(text, out var fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }
}
