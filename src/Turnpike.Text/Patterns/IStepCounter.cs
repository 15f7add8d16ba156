namespace Turnpike.Text.Patterns;

/// <summary>Counts the work of an evaluation and throws where it is cancelled or past its limit.</summary>
public interface IStepCounter
{
    void Step(int steps = 1);
}
