using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Turnpike.Connectors.Commands;

/// <summary>A program that is run without a shell, a terminal or input.</summary>
public sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    private const int MaxErrorLength = 16 << 10;

    /// <summary>Null: where this process stands.</summary>
    public string? Folder { get; init; }

    /// <summary>Laid over this process's environment; null takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of output; a program that writes more is ended.</summary>
    public int MaxOutput { get; init; } = 256 << 20;

    /// <summary>Runs it to its end. Null where there is no such program.</summary>
    public async Task<CommandResult?> RunAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start() };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, MaxOutput, limit);
            var errors = ReadErrorsAsync(process.StandardError.BaseStream, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CommandResult(-1, default, FormattableString.Invariant($"it was ended after {Timeout.TotalSeconds} seconds or {MaxOutput} bytes"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder ?? "",
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int max, CancellationTokenSource limit)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, limit.Token)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > max)
            {
                await limit.CancelAsync();
                limit.Token.ThrowIfCancellationRequested();
            }
        }

        return content.ToArray();
    }

    // The rest is read and dropped, so that the program does not wait for a reader.
    private static async Task<string> ReadErrorsAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            content.Write(buffer, 0, (int)Math.Min(read, Math.Max(0, MaxErrorLength - content.Length)));
        }

        return Encoding.UTF8.GetString(content.ToArray()).Trim();
    }
}

/// <param name="ExitCode">-1 where it was ended.</param>
public sealed record CommandResult(int ExitCode, ReadOnlyMemory<byte> Output, string Errors)
{
    public bool IsSuccess => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>The last lines of what it complained, in one.</summary>
    public string Complaint => Errors.Length == 0
        ? FormattableString.Invariant($"it ended with {ExitCode}")
        : string.Join("; ", Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(3));
}
