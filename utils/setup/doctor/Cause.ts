/** What a line of the doctor can say; each has its words under `doctor.causes`. */
export type Cause = 'token_good';
