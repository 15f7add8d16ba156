using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>A place in a frame. A struct, since storing into an array of a class checks the element's type each time.</summary>
internal struct Slot
{
    public Value? Value;
}
