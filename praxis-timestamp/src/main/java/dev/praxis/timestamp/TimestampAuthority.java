package dev.praxis.timestamp;

/** Who is asked for time stamps. */
@FunctionalInterface
public interface TimestampAuthority {

    /**
     * Asks. May block, for a time that the authority bounds.
     *
     * @param request a TimeStampReq in DER (RFC 3161, section 2.4.1)
     * @return what came back, taken for a TimeStampResp in DER and not looked at yet
     * @throws TimestampUnavailableException if nothing like it came back in time
     */
    byte[] answer(byte[] request);
}
