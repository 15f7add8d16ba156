using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Turnpike.EndToEnd.Tests;

/// <summary>A body of which the second half waits.</summary>
internal sealed class HeldContent : HttpContent
{
    private readonly (byte[] First, byte[] Second) _parts;
    private readonly Task _release;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldContent(string first, string rest, Task release)
    {
        _parts = (Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(rest));
        _release = release;
        Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
    }

    /// <summary>Ends when the first half was sent.</summary>
    public Task Begun => _begun.Task;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_parts.First);
        await stream.FlushAsync();
        _begun.SetResult();
        await _release;
        await stream.WriteAsync(_parts.Second);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _parts.First.Length + _parts.Second.Length;
        return true;
    }
}
