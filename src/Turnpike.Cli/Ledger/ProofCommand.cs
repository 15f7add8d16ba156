using System.CommandLine;
using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Cli.Ledger;

/// <summary>Declares <c>turnpike ledger proof</c>.</summary>
internal sealed class ProofCommand
{
    public const string Examples = """
        Examples:
          turnpike ledger proof 42
          turnpike ledger proof 42 --checkpoint monday.note --output entry-42.tlog-proof
          turnpike ledger proof --verify entry-42.tlog-proof --key monday.note.key      needs no server

        Exit codes:
          0  the entry stands in the ledger
          1  it does not: it was changed, or the ledger was
          3  there was nothing to prove it with
        """;

    private readonly Argument<string?> _position = new("POSITION") { Description = "The entry, by its position.", Arity = ArgumentArity.ZeroOrOne };
    private readonly LedgerOptions _ledger = new();
    private readonly Option<string?> _checkpoint = new("--checkpoint") { Description = "A saved checkpoint to prove it by.", HelpName = "FILE" };
    private readonly Option<string?> _key = new("--key") { Description = "The public key that checks the signature; else that of the checkpoint, FILE.key.", HelpName = "FILE" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write the proof there, for others to check.", HelpName = "FILE" };
    private readonly Option<string?> _verify = new("--verify") { Description = "Check a proof that was written, offline.", HelpName = "FILE" };

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("proof", "Prove that an entry stands in the ledger, or check such a proof.") { _position, _checkpoint, _key, _output, _verify };
        _ledger.AddTo(command);
        command.Validators.Add(result =>
        {
            var (position, verify) = (result.GetValue(_position), result.GetValue(_verify));
            if (position is null == (verify is null))
            {
                result.AddError("give the position of an entry, or --verify with a proof");
            }
            else if (position is not null && !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"a position is a whole number, not \"{position}\"");
            }
            else if (verify is not null && result.GetValue(_key) is null && result.GetValue(_checkpoint) is null)
            {
                result.AddError("--verify needs the public key: --key FILE, or --checkpoint FILE with FILE.key beside it");
            }
        });
        command.SetAction((result, _) => ServerCommand.RunAsync(result, screen, noColour, async cancellation =>
        {
            if (result.GetValue(_verify) is { } file)
            {
                return Verify(CheckpointFile.ReadProof(file), result, screen);
            }

            await using var ledger = await _ledger.OpenAsync(result, cancellation);
            return await LedgerOptions.ReadAsync(() => ProveAsync(result, ledger, screen, cancellation), ledger, screen);
        }));
        return command;
    }

    private async Task<int> ProveAsync(ParseResult result, ILedgerView ledger, Screen screen, CancellationToken cancellation)
    {
        var position = long.Parse(result.GetValue(_position)!, CultureInfo.InvariantCulture);
        var saved = result.GetValue(_checkpoint) is { } path ? CheckpointFile.Read(path, result.GetValue(_key)) : null;

        // A saved checkpoint that is old enough to have the entry needs no newer one.
        var by = saved is not null && position < saved.Checkpoint.Size ? saved
            : saved is not null ? await Continuation.NewestAsync(ledger, saved, cancellation)
            : await ledger.CheckpointAsync(cancellation);
        if (position >= by.Checkpoint.Size || await ledger.BytesAsync(position, cancellation) is not { } entry)
        {
            throw new RefusedException(LedgerFileDiagnostics.NotThere(position, by.Checkpoint.Size));
        }

        if (saved is not null && by != saved && await Continuation.FaultAsync(ledger, saved, cancellation) is { } fault)
        {
            screen.WriteLine($"NOT PROVED  {fault}");
            return ExitCode.Fail;
        }

        var proof = new ProofFile(position, entry, await ledger.InclusionAsync(position, by.Checkpoint.Size, cancellation), by.Note);
        var code = Say(proof, by.Key, saved is not null, screen);
        if (code == ExitCode.Pass && result.GetValue(_output) is { } output)
        {
            CheckpointFile.Write(output, proof.Write());
            screen.WriteLine($"  written to {output}");
        }

        return code;
    }

    private int Verify(ProofFile proof, ParseResult result, Screen screen)
    {
        var saved = result.GetValue(_checkpoint);
        var key = CheckpointFile.ReadKey(result.GetValue(_key) ?? saved + ".key");
        if (saved is not null && CheckpointFile.Read(saved, result.GetValue(_key)).Note != proof.Note)
        {
            screen.WriteLine("NOT PROVED  the proof is by another checkpoint than the one given");
            return ExitCode.Fail;
        }

        return Say(proof, key, isKeyOwn: true, screen);
    }

    private static int Say(ProofFile proof, Turnpike.Ledger.Checkpoints.NoteKey key, bool isKeyOwn, Screen screen)
    {
        if (proof.Check(key, out var fault) is not { } entry)
        {
            screen.WriteLine($"NOT PROVED  {fault}");
            return ExitCode.Fail;
        }

        var size = Turnpike.Ledger.Checkpoints.Checkpoint.Open(proof.Note, key, out _)!.Size;
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PROVED  entry {entry.Position} is one of the {size} that {key.Name} signed"));
        screen.Write(EntryText.Write(entry, MerkleHash.Leaf(proof.Entry.Span)));
        if (!isKeyOwn)
        {
            screen.WriteLine("  note  The server was taken at its word for its key. With a checkpoint saved earlier (--checkpoint) it need not be.");
        }

        return ExitCode.Pass;
    }
}
